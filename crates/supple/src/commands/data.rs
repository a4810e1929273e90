//! `supple export`, `import` and `erase`: the record as a whole.

use serde_json::json;

use crate::{
    ask,
    cli::{Cli, Erase, Export, Import},
    context::{Context, block_on, close},
    failure::Failure,
    input, out,
};

pub fn export(cli: &Cli, ask: &Export) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    block_on(async {
        let app = context.open(&ask.data).await?;
        let file = app.export().await?;
        match &ask.out {
            Some(path) => out::file(path, &file)?,
            None => out::text(&file)?,
        }
        app.copied();
        close(app).await;
        Ok(())
    })?;
    if let Some(path) = &ask.out {
        out::tell(&context.say("export.written", &[("file", &path.display())]));
    }
    Ok(())
}

pub fn import(cli: &Cli, ask: &Import) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let text = input::text(&ask.file)?;
    let appended = block_on(async {
        let app = context.open(&ask.data).await?;
        let appended = app.import(&text, &context.words).await.map_err(|e| Failure::from(e).in_file(&ask.file))?;
        close(app).await;
        Ok(appended)
    })?;
    if ask.output.json {
        return out::json(&json!({"accepted": appended.accepted, "duplicates": appended.duplicates}));
    }
    let (new, known) = (appended.accepted.len(), appended.duplicates.len());
    out::line(&context.say("import.done", &[("new", &new), ("known", &known)]))
}

pub fn erase(cli: &Cli, ask: &Erase) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let confirm = if let Some(word) = &ask.confirm {
        word.clone()
    } else {
        ask::need_somebody()?;
        out::tell(&context.say("erase.what", &[]));
        ask::text(&context.say("erase.confirm", &[]), "")?.unwrap_or_default()
    };
    let erased = block_on(async {
        let app = context.open(&ask.data).await?;
        let erased = app.erase(&confirm).await?;
        close(app).await;
        Ok(erased)
    })?;
    out::line(&context.say("erase.done", &[("n", &erased)]))
}
