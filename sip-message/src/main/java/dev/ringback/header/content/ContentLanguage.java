package dev.ringback.header.content;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ValueReaders;

/// The languages of those for whom the body is: RFC 3261 §20.13. Any number of values.
public final class ContentLanguage {
    /// How it is read.
    public static final HeaderField<String> FIELD =
            HeaderField.of(HeaderName.CONTENT_LANGUAGE, ValueReaders::token)
                    .defined(
                            "RFC 3261 §20.13",
                            """
                            Content-Language = "Content-Language" HCOLON
                                               language-tag *(COMMA language-tag)
                            language-tag     = primary-tag *( "-" subtag )
                            primary-tag      = 1*8ALPHA
                            subtag           = 1*8ALPHA
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    -      o   o   -   o   o   o   o   o   o   o   o   o   o   o
                            """)
                    .checked(ContentLanguage::check);

    private ContentLanguage() {}

    private static void check(String tag, byte[] bytes, int start, int end, Findings findings) {
        LanguageTag.check(bytes, start, end, findings);
    }
}
