/// `ringback domain`: the domains in a server's store.
@NullMarked
package dev.ringback.cli.domain;

import org.jspecify.annotations.NullMarked;
