/// The `ringback` command.
module dev.ringback.cli {
    requires dev.ringback.callflow;
    requires dev.ringback.console;
    requires dev.ringback.media;
    requires dev.ringback.netty;
    requires dev.ringback.server;
    requires dev.ringback.smime;
    requires dev.ringback.store;
    requires dev.ringback.webrtc;
    requires info.picocli;
    requires jdk.unsupported;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.jline.terminal;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    opens dev.ringback.cli to
            info.picocli;
    opens dev.ringback.cli.backup to
            info.picocli;
    opens dev.ringback.cli.ban to
            info.picocli;
    opens dev.ringback.cli.call to
            info.picocli;
    opens dev.ringback.cli.cert to
            info.picocli;
    opens dev.ringback.cli.client to
            info.picocli;
    opens dev.ringback.cli.codes to
            info.picocli;
    opens dev.ringback.cli.ctl to
            info.picocli;
    opens dev.ringback.cli.domain to
            info.picocli;
    opens dev.ringback.cli.explain to
            info.picocli;
    opens dev.ringback.cli.flow to
            info.picocli;
    opens dev.ringback.cli.message to
            info.picocli;
    opens dev.ringback.cli.parse to
            info.picocli;
    opens dev.ringback.cli.secure to
            info.picocli;
    opens dev.ringback.cli.send to
            info.picocli;
    opens dev.ringback.cli.serve to
            info.picocli;
    opens dev.ringback.cli.user to
            info.picocli;
    opens dev.ringback.cli.why to
            info.picocli;

    provides ch.qos.logback.classic.spi.Configurator with
            dev.ringback.cli.LogSetup;
}
