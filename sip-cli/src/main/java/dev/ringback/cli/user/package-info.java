/// `ringback user`: the users in a server's data folder.
@NullMarked
package dev.ringback.cli.user;

import org.jspecify.annotations.NullMarked;
