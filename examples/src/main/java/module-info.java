/// Routing classes and telephones to begin with.
module dev.ringback.examples {
    requires transitive dev.ringback.media;
    requires transitive dev.ringback.sip;
    requires dev.ringback.server;
    requires static org.jspecify;

    exports dev.ringback.examples;
    exports dev.ringback.examples.phone;
}
