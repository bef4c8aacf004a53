//! Reading a trace of system calls: which call is about which file, and whether a fault fell on it.

/// A call of a save.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) name: String,
    /// Which of that name it is.
    pub(crate) nth: usize,
    /// The file that it is about.
    pub(crate) file: String,
}

impl Call {
    /// Whether a fault fell on this call, as the trace has it.
    pub(crate) fn met(&self, inject: &str, log: &str) -> bool {
        // Of a kill, the call that it fell on is the last.
        let mut lines = log.lines().filter(|line| !line.contains("+++"));
        let hit = if inject.contains("KILL") {
            lines.next_back()
        } else {
            lines.find(|line| line.contains("(INJECTED)"))
        };
        hit.and_then(call_in) == Some((self.name.as_str(), self.file.clone()))
    }
}

/// The name of a traced call and the file that it is about, whatever the temporary one is called.
pub(crate) fn call_in(line: &str) -> Option<(&str, String)> {
    let (name, rest) = line.split_once('(')?;
    // Where several threads are traced, the thread's number comes first.
    let name = name.rsplit(' ').next()?;
    let here = rest.strip_prefix("AT_FDCWD<");
    let rest = here.map_or(rest, |rest| {
        rest.split_once('>').map_or("", |(_, rest)| rest)
    });
    let path = rest.get(rest.find('/')?..)?;
    let path = path.split(['"', '>']).next()?;
    let folder = path
        .strip_suffix(".backcast")
        .and_then(|path| path.rsplit_once('.'));
    Some((name, folder.map_or(path, |(folder, _)| folder).to_owned()))
}
