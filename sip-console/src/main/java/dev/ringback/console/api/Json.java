package dev.ringback.console.api;

import java.io.StringWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

/// Writes JSON of maps, collections, texts, numbers, truth values and null. What peers have sent is
/// harmless in it wherever it is put: no control, no `<`, `>` or `&`, and no line end of Unicode
/// stands there as it is.
public final class Json {
    private static final JsonFactory JSON =
            JsonFactory.builder().characterEscapes(new Harmless()).build();

    private Json() {}

    /// The value in one line.
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator =
                JSON.createGenerator(ObjectWriteContext.empty(), (Writer) text)) {
            write(generator, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, @Nullable Object value) {
        switch (value) {
            case null -> generator.writeNull();
            case Map<?, ?> map -> {
                generator.writeStartObject();
                map.forEach(
                        (name, each) -> {
                            generator.writeName(String.valueOf(name));
                            write(generator, each);
                        });
                generator.writeEndObject();
            }
            case Collection<?> items -> {
                generator.writeStartArray();
                items.forEach(item -> write(generator, item));
                generator.writeEndArray();
            }
            case Boolean truth -> generator.writeBoolean(truth);
            case Double number -> generator.writeNumber(number);
            case Number number -> generator.writeNumber(number.longValue());
            default -> generator.writeString(value.toString());
        }
    }

    /// What is written as `\\uXXXX`.
    private static final class Harmless extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final int LAST_CONTROL = 0x9f;

        private final int[] ascii = CharacterEscapes.standardAsciiEscapesForJSON();

        Harmless() {
            for (char c : new char[] {'<', '>', '&', 0x7f}) {
                ascii[c] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            boolean harmful = c <= LAST_CONTROL || c == 0x2028 || c == 0x2029;
            return harmful ? new SerializedString("\\u%04x".formatted(c)) : null;
        }
    }
}
