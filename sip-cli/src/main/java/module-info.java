/// The `ringback` command.
module dev.ringback.cli {
    requires dev.ringback.netty;
    requires dev.ringback.server;
    requires static org.jspecify;
    requires info.picocli;
}
