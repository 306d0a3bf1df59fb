package dev.ringback.callflow.codes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that is said about response codes: `codes.properties` holds what no language changes,
/// `codes_en.properties` and its like the texts. Immutable.
public final class Catalogue {
    private final SortedMap<Integer, Code> codes = new TreeMap<>();
    private final Properties texts;

    private Catalogue(Properties common, Properties texts) {
        this.texts = texts;
        for (String key : common.stringPropertyNames()) {
            if (key.endsWith(".phrase")) {
                int status = Integer.parseInt(key.substring(0, 3));
                codes.put(status, code(status, common));
            }
        }
    }

    /// Reads it in one language.
    public static Catalogue of(Language language) {
        String suffix = "_" + language.name().toLowerCase(Locale.ROOT);
        return new Catalogue(read("codes"), read("codes" + suffix));
    }

    private static Properties read(String name) {
        Properties properties = new Properties();
        try (InputStream file = Catalogue.class.getResourceAsStream(name + ".properties")) {
            if (file == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            Reader text = new InputStreamReader(file, StandardCharsets.UTF_8);
            properties.load(new BufferedReader(text));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Code code(int status, Properties common) {
        String setting = value(common, status, "setting");
        return new Code(
                status,
                value(common, status, "phrase"),
                words(value(common, status, "senders"), " "),
                words(value(common, status, "carries"), ", "),
                value(common, status, "clause"),
                new Code.Provocation(
                        Set.copyOf(words(setting, " ")), value(common, status, "command")));
    }

    private static String value(Properties common, int status, String field) {
        String value = common.getProperty(status + "." + field);
        if (value == null) {
            throw new IllegalStateException(status + " has no " + field);
        }
        return value;
    }

    private static List<String> words(String text, String separator) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(separator, -1));
    }

    /// All codes, in order.
    public Collection<Code> codes() {
        return codes.values();
    }

    /// A code; null when it is none that is known here.
    public @Nullable Code code(int status) {
        return codes.get(status);
    }

    /// A text about a code.
    ///
    /// @param field `name`, `meaning`, `cause`, `headers`, `client` or `try`
    public String text(Code code, String field) {
        return text(code.status() + "." + field);
    }

    /// A text by its key.
    public String text(String key) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("there is no text " + key);
        }
        return text;
    }
}
