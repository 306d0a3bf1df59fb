/// `ringback send`: one request as it is told, and what comes back, for people who try a server.
@NullMarked
package dev.ringback.cli.send;

import org.jspecify.annotations.NullMarked;
