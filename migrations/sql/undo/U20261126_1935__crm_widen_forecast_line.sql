alter table crm_forecast_line
    modify column amount decimal(19,4) not null,
    modify column weighted decimal(23,8) not null;
