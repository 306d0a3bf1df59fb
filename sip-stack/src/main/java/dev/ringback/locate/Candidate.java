package dev.ringback.locate;

import dev.ringback.stack.Transport;

/// A host that may be the server, before its addresses are known.
///
/// @param transport what it speaks
/// @param host its name
/// @param port 1 to 65535
record Candidate(Transport transport, String host, int port) {}
