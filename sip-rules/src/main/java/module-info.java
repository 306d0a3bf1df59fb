/// The rules of STYLE.md as tests; nothing to export.
module dev.ringback.rules {}
