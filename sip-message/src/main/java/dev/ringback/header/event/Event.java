package dev.ringback.header.event;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.ParameterRules;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueReaders;
import dev.ringback.header.ValueShape;
import dev.ringback.text.Ascii;
import org.jspecify.annotations.Nullable;

/// The event package that a subscription or publication is about: RFC 6665 §8.2.1. Compact form
/// `o`, one value.
///
/// @param type the package, with its templates: `presence.winfo`
/// @param parameters `id` and others
public record Event(String type, Parameters parameters) {
    private static final ParameterRules RULES =
            ParameterRules.NONE.with("id", ValueShape.TOKEN, "RFC 6665 §8.4");

    /// How it is read.
    public static final HeaderField<Event> FIELD =
            HeaderField.of(HeaderName.EVENT, ValueReaders.token(Event::new))
                    .defined(
                            "RFC 6665 §8.2.1",
                            """
                            Event         = ( "Event" / "o" ) HCOLON event-type
                                            *( SEMI event-param )
                            event-type    = event-package *( "." event-template )
                            event-package = token-nodot
                            event-param   = generic-param / ( "id" EQUAL token )
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            R      -      -   -   -   -   -   -   -   -   -   -   m   m   -   m
                            """)
                    .checked(Event::check);

    /// Takes what can stand on the wire.
    ///
    /// @throws IllegalArgumentException if the type is no token
    public Event {
        if (!Ascii.isToken(type)) {
            throw new IllegalArgumentException("no event type: " + type);
        }
    }

    private static void check(Object value, byte[] bytes, int start, int end, Findings findings) {
        int type = EventType.end(bytes, start, end);
        EventType.check(value, bytes, start, type, findings);
        RULES.check(bytes, type, end, findings);
    }

    /// The `id` parameter, which tells subscriptions of one dialog apart, or null.
    public @Nullable String id() {
        return parameters.value("id");
    }

    /// The wire form.
    @Override
    public String toString() {
        return type + parameters;
    }
}
