alter table core_process
    drop column host,
    drop column schema_stamp,
    drop column contracts,
    algorithm=instant;
