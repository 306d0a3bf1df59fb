/// What the network says about datagrams that do not arrive: RFC 3261 §18.4.
@NullMarked
package dev.ringback.icmp;

import org.jspecify.annotations.NullMarked;
