/// Header fields that name people and places: RFC 3261 §20.10, §20.20, §20.39 and more.
@NullMarked
package dev.ringback.header.address;

import org.jspecify.annotations.NullMarked;
