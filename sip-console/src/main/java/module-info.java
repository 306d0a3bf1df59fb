/// The web console of a server: admin API, live calls, softphones.
module dev.ringback.console {
    requires transitive dev.ringback.callflow;
    requires transitive dev.ringback.server;
    requires transitive dev.ringback.stack;
    requires static transitive org.jspecify;
    requires io.javalin;
    requires io.prometheus.metrics.model;
    requires jakarta.servlet;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.eclipse.jetty.ee10.servlet;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires org.slf4j;
    requires tools.jackson.core;

    exports dev.ringback.console;
    exports dev.ringback.console.door;
}
