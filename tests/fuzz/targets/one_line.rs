#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| backcast_fuzz::one_line(data));
