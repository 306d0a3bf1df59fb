/// `ringback user`: the users in a server's store.
@NullMarked
package dev.ringback.cli.user;

import org.jspecify.annotations.NullMarked;
