package dev.ringback.body;

import java.util.List;

/// Whether the body of a message can be handled: RFC 3261 §8.2.3, RFC 5621 §8.4.
public sealed interface BodyVerdict {
    /// It can.
    ///
    /// @param handled the elements that are understood, in their order; of alternatives the last
    /// @param ignored the elements that are not understood and need not be
    record Accept(List<BodyElement> handled, List<BodyElement> ignored) implements BodyVerdict {
        /// Takes copies.
        public Accept {
            handled = List.copyOf(handled);
            ignored = List.copyOf(ignored);
        }
    }

    /// It cannot: the message is to be refused if it is a request.
    ///
    /// @param element the element that is not understood, though it has to be
    /// @param cause what is not understood about it
    record Reject(BodyElement element, Cause cause) implements BodyVerdict {
        /// The response code: 415, or 400 for a multipart that cannot be read.
        public int status() {
            return cause == Cause.MALFORMED ? 400 : 415;
        }
    }

    /// What is not understood.
    enum Cause {
        /// The type. The response tells the known ones in Accept.
        TYPE,
        /// The coding. The response tells the known ones in Accept-Encoding.
        ENCODING,
        /// What to do with it. There is no way to tell the known ones.
        DISPOSITION,
        /// A multipart that is none, or that is nested too deep.
        MALFORMED
    }
}
