package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import dev.ringback.text.WireText;

/// A language that is welcome: RFC 3261 §20.3. Any number of values.
///
/// @param range `da`, `en-gb`, or `*` for every one not mentioned
/// @param parameters `q` and others
public record AcceptLanguage(String range, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<AcceptLanguage> FIELD =
            HeaderField.of(HeaderName.ACCEPT_LANGUAGE, ValueReaders.token(AcceptLanguage::new))
                    .defined(
                            "RFC 3261 §20.3",
                            """
                            Accept-Language = "Accept-Language" HCOLON
                                              [ language *(COMMA language) ]
                            language        = language-range *(SEMI accept-param)
                            language-range  = ( ( 1*8ALPHA *( "-" 1*8ALPHA ) ) / "*" )
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      -      -   o   -   o   o   o   o   o   o   -   o   o   o   o
                            2xx    -      -   -   -   o   m*  o   -   o   o   -   -   -   -   -
                            415    -      -   c   -   c   c   c   c   c   o   m*  o   o   c   m*
                            """)
                    .checked(AcceptLanguage::check);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if the range is no token
    public AcceptLanguage {
        WireText.token("language range", range);
    }

    private static void check(
            AcceptLanguage language, byte[] bytes, int start, int end, Findings findings) {
        if (!language.range.equals("*")) {
            int stop = Ascii.skip(bytes, start, end, Ascii.TOKEN);
            LanguageTag.check(bytes, start, stop, findings);
        }
        Quality.check(language, bytes, start, end, findings);
    }

    /// How welcome it is, in thousandths from 0 (not at all) to 1000, which stands when `q` is
    /// absent or malformed.
    public int q() {
        return Quality.of(parameters);
    }

    /// The wire form.
    @Override
    public String toString() {
        return range + parameters;
    }
}
