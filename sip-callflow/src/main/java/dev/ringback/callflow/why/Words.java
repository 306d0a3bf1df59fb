package dev.ringback.callflow.why;

import dev.ringback.callflow.Reason;
import dev.ringback.callflow.codes.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The sentences for reasons, in one language. What a reason says of a peer is put into them as it
/// is: whoever shows a sentence makes it harmless.
public final class Words {
    private static final String HINT = ".hint";

    private final Map<String, String> sentences;

    private Words(Map<String, String> sentences) {
        this.sentences = sentences;
    }

    /// Those of a language.
    public static Words in(Language language) {
        String name = "words_" + language.name().toLowerCase(Locale.ROOT) + ".properties";
        Properties read = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
            read.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Words(
                read.stringPropertyNames().stream()
                        .collect(Collectors.toUnmodifiableMap(key -> key, read::getProperty)));
    }

    /// What has a sentence.
    Set<String> kinds() {
        return sentences.keySet();
    }

    /// The sentence of a reason; its kind, where there is none for it.
    public String of(Reason reason) {
        String sentence = sentences.get(reason.kind());
        return sentence == null
                ? reason.kind() + " " + reason.facts()
                : filled(sentence, reason.facts());
    }

    /// What to look at; null where there is nothing to say.
    public @Nullable String hint(Reason reason) {
        String sentence = sentences.get(reason.kind() + HINT);
        return sentence == null ? null : filled(sentence, reason.facts());
    }

    /// A fixed text, of the messages that are about no reason.
    String fixed(String key) {
        String text = sentences.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key);
        }
        return text;
    }

    /// A fixed text with facts in it.
    String fill(String key, Map<String, String> facts) {
        return filled(fixed(key), facts);
    }

    /// In one pass, so that braces in a fact are nothing but braces.
    private static String filled(String sentence, Map<String, String> facts) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        int open = sentence.indexOf('{');
        while (open >= 0) {
            int close = sentence.indexOf('}', open);
            String fact = facts.get(sentence.substring(open + 1, close));
            filled.append(sentence, from, open).append(fact == null ? "?" : fact);
            from = close + 1;
            open = sentence.indexOf('{', from);
        }
        return filled.append(sentence, from, sentence.length()).toString();
    }
}
