/// The configuration: one immutable [dev.ringback.config.ServerConfig], read from a strict YAML
/// file or put together from options. Whatever is wrong with it is one line that names the place.
@NullMarked
package dev.ringback.config;

import org.jspecify.annotations.NullMarked;
