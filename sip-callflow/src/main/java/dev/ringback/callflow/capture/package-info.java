/// Captures read and written: pcap, pcapng and SIPp's log of messages in, pcap and pcapng out.
/// [dev.ringback.callflow.capture.Captures] is where reading begins.
@NullMarked
package dev.ringback.callflow.capture;

import org.jspecify.annotations.NullMarked;
