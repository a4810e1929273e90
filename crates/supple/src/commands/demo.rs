//! `supple demo`: the sample person.

use care::{plan, progress};

use crate::{
    cli::{Cli, Data, Demo},
    context::{Context, block_on, close},
    failure::Failure,
    out, show,
};

pub fn run(cli: &Cli, ask: &Demo) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let data = Data { data: ask.data.clone(), demo: true };
    let (record, export, file) = block_on(async {
        let app = context.open(&data).await?;
        let read = (app.record().await?, app.export().await?, app.file());
        close(app).await;
        Ok(read)
    })?;
    if ask.output.json {
        return out::text(&export);
    }
    let today = context.today(None);
    out::tell(&context.say("demo.kept", &[("file", &file.display())]));
    let progress = progress::progress(&record, today, &context.words);
    progress.sentences.iter().try_for_each(|sentence| out::line(&show::reason(sentence, &context)))?;
    out::line("")?;
    show::plan(&server::app::plan_of(&record, today, &plan::Options::default(), &context.words), &record, &context)?;
    out::tell(&format!("\n{}", context.say("demo.try", &[])));
    Ok(())
}
