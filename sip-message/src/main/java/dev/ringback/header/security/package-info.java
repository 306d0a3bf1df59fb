/// Header fields of authentication, identity and privacy.
@NullMarked
package dev.ringback.header.security;

import org.jspecify.annotations.NullMarked;
