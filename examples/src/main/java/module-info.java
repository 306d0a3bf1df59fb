/// Routing classes to begin with.
module dev.ringback.examples {
    requires dev.ringback.server;
    requires static org.jspecify;

    exports dev.ringback.examples;
}
