package dev.ringback.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The rules on compiled code hold for the main classes of every module.
class BytecodeTest {
    private static final List<Path> FOLDERS =
            Sources.modules(Sources.root()).stream()
                    .map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
    private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(FOLDERS);

    @SuppressWarnings("UnusedVariable") // read by name, from the test below
    private static final List<ArchRule> RULES = BytecodeRules.all();

    @ParameterizedTest
    @FieldSource("RULES")
    void holdsEverywhere(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void seesEveryMainFile() {
        for (Source source : Sources.repository()) {
            if (source.main() && !source.fileName().endsWith("-info.java")) {
                String file = source.fileName();
                String type = source.packageName() + "." + file.substring(0, file.length() - 5);
                assertThat(CLASSES.contain(type)).as("%s is compiled", type).isTrue();
            }
        }
    }
}
