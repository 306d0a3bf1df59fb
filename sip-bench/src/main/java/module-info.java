/// Benchmarks of the parser beside those of others; nothing to export.
module dev.ringback.bench {
    requires jdk.management;
}
