/// The two ends of the calls with which `ringback rehearse` warms a server up.
@NullMarked
package dev.ringback.cli.rehearse;

import org.jspecify.annotations.NullMarked;
