/// The rules of STYLE.md as tests, which read sources with the compiler; nothing to export.
module dev.ringback.rules {
    requires jdk.compiler;
    requires jdk.javadoc;
}
