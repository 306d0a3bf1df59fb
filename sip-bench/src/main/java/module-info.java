/// Benchmarks beside others, and the load generator; never published.
module dev.ringback.bench {
    requires dev.ringback.message;
    requires dev.ringback.stack;
    requires HdrHistogram;
    requires jdk.management;
    requires static transitive org.jspecify;

    exports dev.ringback.bench.load;
    exports dev.ringback.bench.load.tally;
}
