/// The parts of the configuration file that say where requests go: `rules:` and `dialplan:`.
@NullMarked
package dev.ringback.config.rules;

import org.jspecify.annotations.NullMarked;
