/// Tests that every store of bindings and of users must pass. Whoever writes one extends them.
module dev.ringback.store.kit {
    requires transitive dev.ringback.server;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static transitive org.jspecify;

    exports dev.ringback.store.kit;
}
