package dev.ringback.store.kamailio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SubscriberTableTest {
    /// Rows as `line column=value …`, the columns in the order of their names, then the faults.
    private static List<String> read(String text) {
        List<String> rows = new ArrayList<>();
        try {
            SubscriberTable.read(new StringReader(text), "subscriber", row -> rows.add(text(row)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static String text(Row row) {
        StringBuilder text = new StringBuilder().append(row.line());
        new TreeMap<>(row.values())
                .forEach((column, value) -> text.append(" %s=%s".formatted(column, value)));
        new TreeMap<>(row.faults())
                .forEach((column, why) -> text.append(" %s!%s".formatted(column, why)));
        return text.toString();
    }

    @Test
    void commaSeparatedValuesAreReadAsRfc4180Says() {
        assertThat(
                        read(
                                """
                                id,username,domain,password,ha1
                                1,alice,example.com,secret,
                                2,"o'neil","example.com","a,""b""\\",""

                                3,"two
                                lines",NULL,\\N,x
                                """))
                .containsExactly(
                        "2 domain=example.com id=1 password=secret username=alice",
                        "3 domain=example.com ha1= id=2 password=a,\"b\"\\ username=o'neil",
                        "5 ha1=x id=3 username=two\nlines");
    }

    @Test
    void semicolonsTabsAndOtherEndsOfLinesAreUnderstood() {
        assertThat(read("\ufeff\"Username\";Password\r\nalice;a\r\n\"b;b\";\"b\"\r\n"))
                .containsExactly("2 password=a username=alice", "3 password=b username=b;b");
        assertThat(read("username\tpassword\tha1\nalice\ta\\tb\\\\\\n\tNULL\nbob\t\t\\N\n"))
                .containsExactly("2 password=a\tb\\\n username=alice", "3 username=bob");
        assertThat(read("domain,username")).isEmpty();
    }

    @Test
    void rowsThatAreNoneAreToldAndTheOthersRead() {
        assertThat(read("username,password\na,b,c\n\"x\"y,z\nalice,a\n\"end"))
                .containsExactly(
                        "2 *!3 values where there are 2 columns",
                        "3 *!a quote in the middle of a value",
                        "4 password=a username=alice",
                        "5 *!1 values where there are 2 columns");
    }

    @Test
    void filesOfDbTextAreRead() {
        assertThat(
                        read(
                                """
                                id(int,auto) username(string) domain(string) password(string,null)
                                1:bob:example.com:secret
                                2:carol:example.org:a\\:b\\\\c\\n
                                3:dave::
                                4:eve
                                """))
                .containsExactly(
                        "2 domain=example.com id=1 password=secret username=bob",
                        "3 domain=example.org id=2 password=a:b\\c\n username=carol",
                        "4 domain= id=3 password= username=dave",
                        "5 *!2 values where there are 4 columns");
    }

    @Test
    void aDumpOfMySqlIsRead() {
        assertThat(
                        read(
                                """
                                -- MySQL dump 10.13  Distrib 8.0.36
                                /*!40101 SET NAMES utf8mb4 */;
                                DROP TABLE IF EXISTS `subscriber`;
                                CREATE TABLE `subscriber` (
                                  `id` int unsigned NOT NULL AUTO_INCREMENT,
                                  `username` varchar(64) NOT NULL DEFAULT '',
                                  `domain` varchar(64) NOT NULL DEFAULT 'a,b)',
                                  `password` varchar(64) NOT NULL DEFAULT '',
                                  `cost` decimal(10,2) DEFAULT '0.00',
                                  `ha1` varchar(128) NOT NULL DEFAULT '',
                                  PRIMARY KEY (`id`),
                                  UNIQUE KEY `account_idx` (`username`,`domain`)
                                ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
                                LOCK TABLES `subscriber` WRITE;
                                /*!40000 ALTER TABLE `subscriber` DISABLE KEYS */;
                                INSERT INTO `subscriber` VALUES\
                                 (1,'alice','example.com','it\\'s; (a\\\\b)',0.50,''),
                                (2,'bob','example.com',_binary 'x\\n',-1.00,NULL);
                                INSERT INTO `location` VALUES (1,'alice');
                                REPLACE INTO `kamailio`.`subscriber` VALUES (3,'eve','','',0,'ha1');
                                UNLOCK TABLES;
                                """))
                .containsExactly(
                        "16 domain=example.com ha1= id=1 password=it's; (a\\b) username=alice"
                                + " cost!is no plain value but 0…",
                        "17 domain=example.com id=2 password=x\n username=bob"
                                + " cost!is no plain value but 1…",
                        "19 cost=0 domain= ha1=ha1 id=3 password= username=eve");
    }

    @Test
    void aDumpOfSqliteIsReadWithoutBackslashes() {
        assertThat(
                        read(
                                """
                                PRAGMA foreign_keys=OFF;
                                BEGIN TRANSACTION;
                                CREATE TABLE subscriber ( id INTEGER PRIMARY KEY NOT NULL,
                                    username VARCHAR(64) DEFAULT '' NOT NULL,
                                    domain VARCHAR(64) DEFAULT '' NOT NULL,
                                    password VARCHAR(64) DEFAULT '' NOT NULL,
                                    ha1 VARCHAR(128) DEFAULT '' NOT NULL,
                                    ha1b VARCHAR(128) DEFAULT '' NOT NULL,
                                    CONSTRAINT account UNIQUE (username, domain) );
                                INSERT INTO subscriber VALUES\
                                (1,'o''neil','example.com','p"q\\r','','');
                                INSERT INTO subscriber VALUES\
                                (2,'x','y',replace('a\\nb','\\n',char(10)),'','');
                                CREATE INDEX i ON subscriber (username);
                                COMMIT;
                                """))
                .containsExactly(
                        "10 domain=example.com ha1= ha1b= id=1 password=p\"q\\r username=o'neil",
                        "11 domain=y ha1= ha1b= id=2 username=x"
                                + " password!is no plain value but replace…");
    }

    @Test
    void aDumpOfPostgresIsReadWithCopyOrInsert() {
        assertThat(
                        read(
                                """
                                -- PostgreSQL database dump
                                CREATE FUNCTION public.concat(text, text) RETURNS text LANGUAGE sql
                                    AS $_$SELECT $1 || $2; -- it's ours$_$;
                                CREATE TABLE public.subscriber (
                                    id integer NOT NULL,
                                    username character varying(64) DEFAULT ''::character varying
                                );
                                COPY public.location (id, username) FROM stdin;
                                1\tnobody
                                \\.
                                COPY public.subscriber (id, username, password, ha1) FROM stdin;
                                1\talice\ta\\tb\\\\\t\\N
                                2\tNULL\t\tx
                                \\.
                                INSERT INTO public.subscriber (username, "password")\
                                 VALUES ('carol', E'c\\'\\\\');
                                INSERT INTO "public"."subscriber" VALUES (3, 'dave\\');
                                """))
                .containsExactly(
                        "12 id=1 password=a\tb\\ username=alice",
                        "13 ha1=x id=2 password= username=NULL",
                        "15 password=c'\\ username=carol",
                        "16 id=3 username=dave\\");
    }

    @Test
    void withoutNamesTheColumnsAreThoseOfKamailio() {
        assertThat(read("INSERT INTO subscriber VALUES (1,'a','d','p','h','b');"))
                .containsExactly("1 domain=d ha1=h ha1b=b id=1 password=p username=a");
        assertThat(read("insert ignore into subscriber values (1,'a','d','p','e','h','b',NULL)"))
                .containsExactly(
                        "1 domain=d email_address=e ha1=h ha1b=b id=1 password=p username=a");
        assertThat(read("INSERT INTO subscriber VALUES (1,'a');"))
                .containsExactly("1 *!2 values where there are 6 columns");
    }

    @Test
    void whatIsNoTableHasNoRows() {
        assertThat(read("")).isEmpty();
        assertThat(read("hello, world\nI'm no table")).isEmpty();
        assertThat(read("INSERT INTO other VALUES (1);")).isEmpty();
        assertThat(read("INSERT INTO subscriber")).isEmpty();
        assertThat(read("COPY subscriber (id")).isEmpty();
        assertThat(read("CREATE TABLE subscriber (id")).isEmpty();
    }

    @Test
    void aDumpThatEndsInTheMiddleEndsThere() {
        String whole =
                """
                CREATE TABLE `subscriber` (`id` int, `username` text);
                INSERT INTO `subscriber` (`id`,`username`) VALUES (1,'a\\'b'),(2,'c');
                COPY subscriber (id) FROM stdin;
                123
                \\.
                """;
        assertThat(read(whole)).hasSize(3);
        for (int end = 0; end < whole.length(); end++) {
            List<String> good = new ArrayList<>(read(whole.substring(0, end)));
            good.removeIf(row -> row.endsWith("!the file ends in the middle of it"));
            assertThat(good).as("%d", end).isSubsetOf(read(whole));
        }
    }
}
