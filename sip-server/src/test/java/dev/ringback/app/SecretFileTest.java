package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The key that outlives a restart.
class SecretFileTest {
    private static final String GOOD = "0123456789abcdef".repeat(4);

    @TempDir private Path folder;

    @Test
    void aMissingFileIsMadeForItsOwnerAloneAndReadTheNextTime() throws Exception {
        ServerConfig config = named("key");
        byte[] first = SecretFile.routes(config).getEncoded();
        assertThat(SecretFile.routes(config).getEncoded()).isEqualTo(first).hasSize(32);
        assertThat(Files.getPosixFilePermissions(folder.resolve("key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(folder.resolve("key"))).matches("[0-9a-f]{64}\n");

        Files.delete(folder.resolve("key"));
        assertThat(SecretFile.routes(config).getEncoded()).isNotEqualTo(first);
    }

    @Test
    void checkingMakesNothing() throws Exception {
        SecretFile.check(named("key"));
        assertThat(folder.resolve("key")).doesNotExist();
    }

    @Test
    void aDataFolderThatIsThereKeepsOne() throws Exception {
        ServerConfig config = ServerConfig.builder().data(folder).build();
        byte[] first = SecretFile.routes(config).getEncoded();
        assertThat(SecretFile.routes(config).getEncoded()).isEqualTo(first);
        assertThat(folder.resolve("secret")).exists();
    }

    @Test
    void withoutAPlaceEachStartHasItsOwn() throws Exception {
        Path absent = folder.resolve("data");
        ServerConfig config = ServerConfig.builder().data(absent).build();
        byte[] first = SecretFile.routes(config).getEncoded();
        assertThat(SecretFile.routes(config).getEncoded()).isNotEqualTo(first);
        assertThat(absent).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "0123x, key:1:5: no hexadecimal digit",
        "0123456789abcdef, key:1:17: 16 digits instead of 64",
        "'', key:1:1: 0 digits instead of 64"
    })
    void whatIsNoKeyIsToldWithBothPlaces(String content, String fault) throws Exception {
        put(content, "rw-------");
        assertThatThrownBy(() -> SecretFile.check(named("key")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder.resolve("ringback.yaml") + ":2:9: secret: ")
                .hasMessageEndingWith(fault);
    }

    @Test
    void aFileThatIsOpenToOthersIsRefused() throws Exception {
        put(GOOD, "rw-r-----");
        assertThatThrownBy(() -> SecretFile.routes(named("key")))
                .hasMessageContaining("is open to others: chmod 600 ");
    }

    @Test
    void aFolderThatIsNotThereIsTold() throws Exception {
        ServerConfig config = named("absent/key");
        for (boolean starts : new boolean[] {true, false}) {
            assertThatThrownBy(() -> use(config, starts))
                    .hasMessageContaining("ringback.yaml:2:9: secret: cannot make ")
                    .hasMessageEndingWith("there is no such folder");
        }
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> SecretFile.routes(named(".")))
                .hasMessageEndingWith("it is a folder");
    }

    private static void use(ServerConfig config, boolean starts) throws IOException {
        if (starts) {
            SecretFile.routes(config);
        } else {
            SecretFile.check(config);
        }
    }

    private void put(String content, String rights) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
    }

    private ServerConfig named(String file) throws IOException, ConfigException {
        Path yaml = folder.resolve("ringback.yaml");
        Files.writeString(yaml, "domains: [example.com]\nsecret: " + file + "\n");
        ServerConfigBuilder builder = ServerConfig.builder();
        ConfigFile.read(yaml, Map.of(), builder);
        return builder.build();
    }
}
