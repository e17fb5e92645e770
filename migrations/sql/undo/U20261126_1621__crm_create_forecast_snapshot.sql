drop table if exists crm_forecast_snapshot;
