package dev.drawbridge.oauth.internal.assertion;

/** Public keys that nobody signs with, to spend the time of a verification. */
final class Decoys {

    static final JwkSet KEYS = JwkSet.read("""
            {"keys":[
            {"kty":"EC","crv":"P-256","x":"q0YQkEg87IcCwo2jL9zRH9NmFs0dGT0PJIM5C4ZR7CA",
            "y":"n_sVo8FrOtWGHp7eJOlBDxTMwl4P9j_CWtRNUXuB7jE"},
            {"kty":"RSA","e":"AQAB","n":"2ujDPeSPzpm22PVoGmUL6HWuBs_YbCQEi9WPQyafVs7MnHVaVTOkrDSLNIsZr5hbQK7vP2iIVkjgiZlf\
            Nn-zCtTmjXDG50_n6LXKLxIg9oM2-XHujygMvsNP8liAn0rcIjEFEL_FB_kC6gz1gtgZruH_hPeEhRUzH_7WACYY9B2tTHn-ic-32pIGPnnGkT\
            uY_xTc-dv5AOoGvQmrMEwRmdjPv9dKjvSuWmgj1AbC0TekVRuTvw1ULFhZJ7L8KeRM5762woF9GGGiHF5Nn0FWHRFCydBAE9xmDlYjTvzxkkb5\
            CbOA71nwQNXCsG5Gqj4sbhOrKQRydA8LU3lcI5QiAw"},
            {"kty":"OKP","crv":"Ed25519","x":"RttteA0C-y-OME-tZXtAx0RHbtkaI3s0_r2v4vxvooI"}
            ]}
            """);

    private Decoys() {}
}
