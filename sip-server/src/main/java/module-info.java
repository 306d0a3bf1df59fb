/// Registrar, location service, proxy and their assembly.
module dev.ringback.server {
    requires transitive dev.ringback.callflow;
    requires transitive dev.ringback.stack;
    requires dev.ringback.netty;
    requires static transitive org.jspecify;
    requires java.compiler;
    requires java.net.http;
    requires re2j;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.dataformat.yaml;

    exports dev.ringback.admission;
    exports dev.ringback.agent;
    exports dev.ringback.app;
    exports dev.ringback.app.export;
    exports dev.ringback.app.record;
    exports dev.ringback.app.source;
    exports dev.ringback.cluster;
    exports dev.ringback.calls;
    exports dev.ringback.config;
    exports dev.ringback.config.calls;
    exports dev.ringback.config.control;
    exports dev.ringback.config.secure;
    exports dev.ringback.config.trust;
    exports dev.ringback.config.limits;
    exports dev.ringback.config.push;
    exports dev.ringback.config.storage;
    exports dev.ringback.config.web;
    exports dev.ringback.control;
    exports dev.ringback.core;
    exports dev.ringback.echo;
    exports dev.ringback.explain;
    exports dev.ringback.flow;
    exports dev.ringback.identity;
    exports dev.ringback.guard;
    exports dev.ringback.location;
    exports dev.ringback.meter;
    exports dev.ringback.proxy;
    exports dev.ringback.push;
    exports dev.ringback.redirect;
    exports dev.ringback.registrar;
    exports dev.ringback.routing;
    exports dev.ringback.routing.act;
    exports dev.ringback.routing.rule;
    exports dev.ringback.routing.script;
    exports dev.ringback.routing.trial;
    exports dev.ringback.stir;
    exports dev.ringback.subscribers;

    uses dev.ringback.calls.CallExporter.Provider;
}
