/// The options of commands that sign and encrypt: RFC 3261 §23.
@NullMarked
package dev.ringback.cli.secure;

import org.jspecify.annotations.NullMarked;
