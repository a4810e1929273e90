//! The few pieces of HTML that the letter is made of.

use crate::words::Words;

/// Kept to one sheet of A4 or letter paper.
const STYLE: &str = "\
@page{margin:12mm}\
body{font:10.5pt/1.35 system-ui,sans-serif;color:#111;background:#fff;max-width:46rem;margin:1rem auto;padding:0 1rem}\
h1{font-size:15pt;margin:0 0 .4rem}h2{font-size:11pt;margin:.7rem 0 .15rem;border-bottom:1px solid #999}\
p,ul{margin:.15rem 0}ul{padding-left:1.1rem}table{border-collapse:collapse;width:100%}\
th,td{text-align:left;vertical-align:top;padding:.1rem .6rem .1rem 0}th{font-weight:600}\
.head{display:flex;gap:1rem;flex-wrap:wrap}.blank{flex:1;border-bottom:1px solid #999;min-width:min(14rem,100%)}\
.worst{font-weight:600}.small{font-size:9pt;color:#333}\
h2,tr,li{break-inside:avoid}h2{break-after:avoid}\
@media(min-width:32rem){td:last-child{white-space:nowrap}}\
@media print{body{font-size:9pt;line-height:1.25;margin:0;padding:0;max-width:none}h1{font-size:13pt}h2{font-size:10pt;margin-top:.4rem}.small{font-size:8pt}td,th{padding-top:0;padding-bottom:0}}";

/// A page that is written from top to bottom.
pub(super) struct Page<'a> {
    pub(super) words: &'a Words,
    body: String,
}

impl<'a> Page<'a> {
    pub(super) fn new(words: &'a Words) -> Self {
        Self { words, body: String::new() }
    }

    pub(super) fn raw(&mut self, html: &str) {
        self.body.push_str(html);
    }

    /// A heading; `key` below `referral`.
    pub(super) fn section(&mut self, key: &str) {
        self.element("h2", "", &self.words.get(&format!("referral.{key}")));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        self.element("p", "", text);
    }

    pub(super) fn small(&mut self, text: &str) {
        self.element("p", "small", text);
    }

    pub(super) fn worst(&mut self, text: &str) {
        self.element("p", "worst", text);
    }

    pub(super) fn items(&mut self, items: &[String]) {
        self.raw("<ul>");
        for item in items {
            self.element("li", "", item);
        }
        self.raw("</ul>");
    }

    /// A list whose first lines matter most.
    pub(super) fn weighted(&mut self, items: &[(bool, String)]) {
        self.raw("<ul>");
        for (worst, item) in items {
            self.element("li", if *worst { "worst" } else { "" }, item);
        }
        self.raw("</ul>");
    }

    /// A table; `head` are keys below `referral`.
    pub(super) fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        self.raw("<table><thead><tr>");
        for key in head {
            let text = escape(&self.words.get(&format!("referral.{key}")));
            self.raw(&format!("<th scope=\"col\">{text}</th>"));
        }
        self.raw("</tr></thead><tbody>");
        for row in rows {
            self.raw("<tr>");
            for cell in row {
                self.element("td", "", cell);
            }
            self.raw("</tr>");
        }
        self.raw("</tbody></table>");
    }

    pub(super) fn finish(mut self) -> String {
        let foot = self.words.get("referral.foot.text");
        self.small(&foot);
        let lang = if self.words.locale() == "pseudo" { "en" } else { self.words.locale() };
        let title = escape(&self.words.get("referral.title"));
        format!(
            "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
             <title>{title}</title><style>{STYLE}</style></head><body><main>{}</main></body></html>\n",
            escape(lang),
            self.body
        )
    }

    fn element(&mut self, tag: &str, class: &str, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let text = escape(text);
        self.raw(&format!("<{tag}{class}>{text}</{tag}>"));
    }
}

/// Text that can't be taken for HTML.
pub(super) fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut safe, c| {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
        safe
    })
}
