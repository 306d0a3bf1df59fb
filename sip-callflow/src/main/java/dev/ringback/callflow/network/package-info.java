/// From packets to datagrams and streams: link layers, IP with its fragments, UDP and TCP.
@NullMarked
package dev.ringback.callflow.network;

import org.jspecify.annotations.NullMarked;
