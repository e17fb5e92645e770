-- expand
-- Where a process runs and what it knows of the schema: a contract step waits until every live one knows it.
alter table core_process
    add column host varchar(100) null,
    add column schema_stamp varchar(13) null,
    add column contracts text null,
    algorithm=instant;
