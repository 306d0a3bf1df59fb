/// Users and domains, and bindings for those who want it, in SQL: H2 and PostgreSQL.
@NullMarked
package dev.ringback.store.sql;

import org.jspecify.annotations.NullMarked;
