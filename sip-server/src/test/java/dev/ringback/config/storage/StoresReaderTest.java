package dev.ringback.config.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoresReaderTest {
    private static StorageConfig read(String text) throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read("r.yaml", text, Map.of("DB_PASSWORD", "secret"), builder);
        return builder.build().storage();
    }

    @Test
    void withoutAWordBothAreEmbedded() throws ConfigException {
        StorageConfig storage = read("domains: x");
        assertThat(storage.location()).isEqualTo(new StoreAddress.Embedded());
        assertThat(storage.subscribers()).isEqualTo(new StoreAddress.Embedded());
    }

    @Test
    void eachHasAStoreOfItsOwn() throws ConfigException {
        StorageConfig storage =
                read(
                        """
                        location: memory
                        subscribers: "jdbc:postgresql://db:5433/sip?user=u&password=${DB_PASSWORD}"
                        """);
        String url = "jdbc:postgresql://db:5433/sip?user=u&password=secret";
        assertThat(storage.location()).isEqualTo(new StoreAddress.Memory());
        assertThat(storage.subscribers()).isEqualTo(new StoreAddress.Jdbc(url));
        assertThat(storage.subscribers()).hasToString("jdbc:postgresql://db:5433/sip");
        assertThat(new StoreAddress.Jdbc("jdbc:postgresql://u:p@h/d"))
                .hasToString("jdbc:postgresql://h/d");
        assertThat(new StoreAddress.Redis("redis://u:p@h:1,h:2")).hasToString("redis://h:1,h:2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "location: redis:h | r.yaml:1:11: location: 'redis:h' is no store: embedded,"
                        + " memory, redis://HOST:PORT or jdbc:postgresql://HOST/DATABASE",
                "subscribers: jdbc:x | r.yaml:1:14: subscribers: 'jdbc:x' is no store: embedded,"
                        + " memory, redis://HOST:PORT or jdbc:postgresql://HOST/DATABASE",
                "subscribers: redis://u:p@h | r.yaml:1:14: subscribers: 'redis://h' keeps bindings,"
                        + " no users: embedded, memory or jdbc:postgresql://HOST/DATABASE"
            })
    void whatIsNoStoreIsTold(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
    }
}
