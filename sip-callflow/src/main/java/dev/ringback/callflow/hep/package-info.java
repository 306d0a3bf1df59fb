/// HEP, by which servers and probes send copies of messages to collectors such as Homer: packets,
/// a sender and a receiver.
@NullMarked
package dev.ringback.callflow.hep;

import org.jspecify.annotations.NullMarked;
