package dev.ringback.header.content;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.WireText;

/// A coding of bodies that is welcome: RFC 3261 §20.2. Any number of values; a line without a value
/// is the same as `identity`.
///
/// @param coding `gzip`, `identity`, or `*` for every one not mentioned
/// @param parameters `q` and others
public record AcceptEncoding(String coding, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<AcceptEncoding> FIELD =
            HeaderField.of(HeaderName.ACCEPT_ENCODING, ValueReaders.token(AcceptEncoding::new))
                    .defined(
                            "RFC 3261 §20.2",
                            """
                            Accept-Encoding = "Accept-Encoding" HCOLON
                                              [ encoding *(COMMA encoding) ]
                            encoding        = codings *(SEMI accept-param)
                            codings         = content-coding / "*"
                            content-coding  = token
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      -      -   o   -   o   o   o   o   o   o   -   o   o   o   o
                            2xx    -      -   -   -   o   m*  o   -   o   o   -   -   -   -   -
                            415    -      -   c   -   c   c   c   c   c   c   m*  o   o   c   m*
                            """)
                    .checked(Quality::check);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if the coding is no token
    public AcceptEncoding {
        WireText.token("content coding", coding);
    }

    /// How welcome it is, in thousandths from 0 (not at all) to 1000, which stands when `q` is
    /// absent or malformed.
    public int q() {
        return Quality.of(parameters);
    }

    /// The wire form.
    @Override
    public String toString() {
        return coding + parameters;
    }
}
