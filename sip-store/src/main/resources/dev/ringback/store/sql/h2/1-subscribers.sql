-- Users and domains. H2 has no transactions around definitions: each must bear being repeated.

CREATE TABLE IF NOT EXISTS subscriber (
    domain     VARCHAR NOT NULL,
    name       VARCHAR NOT NULL,
    ha1_md5    VARCHAR(32),
    ha1_sha256 VARCHAR(64),
    PRIMARY KEY (domain, name)
);

CREATE TABLE IF NOT EXISTS domain (name VARCHAR PRIMARY KEY);

-- One row: the number of the last transaction that changed something. Those above oldest are in
-- change_log.
CREATE TABLE IF NOT EXISTS revision (number BIGINT NOT NULL, oldest BIGINT NOT NULL);
INSERT INTO revision SELECT 1, 1 WHERE NOT EXISTS (SELECT * FROM revision);

CREATE TABLE IF NOT EXISTS change_log (
    number BIGINT NOT NULL,
    domain VARCHAR NOT NULL,
    name   VARCHAR NOT NULL,
    PRIMARY KEY (number, domain, name)
);
