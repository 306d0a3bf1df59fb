/// The web console of a server: admin API, live calls, softphones.
module dev.ringback.console {
    requires dev.ringback.server;
    requires static transitive org.jspecify;
}
