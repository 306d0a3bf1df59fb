/// What outlives a restart: bindings on disk in H2's MVStore or in Redis, users and domains in SQL.
module dev.ringback.store {
    requires transitive dev.ringback.server;
    requires static transitive org.jspecify;
    requires com.h2database;
    requires lettuce.core;
    requires com.zaxxer.hikari;
    requires java.sql;
    requires static org.checkerframework.checker.qual;
    requires org.postgresql.jdbc;
    requires org.slf4j;

    exports dev.ringback.store;
    exports dev.ringback.store.calls;
    exports dev.ringback.store.embedded;
    exports dev.ringback.store.kamailio;
    exports dev.ringback.store.redis;
    exports dev.ringback.store.sql;
}
