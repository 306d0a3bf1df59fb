/// What outlives a restart: bindings on disk, in H2's MVStore, or in Redis, by Lettuce.
module dev.ringback.store {
    requires transitive dev.ringback.server;
    requires static transitive org.jspecify;
    requires com.h2database;
    requires lettuce.core;
    requires org.slf4j;

    exports dev.ringback.store;
    exports dev.ringback.store.embedded;
    exports dev.ringback.store.redis;
}
