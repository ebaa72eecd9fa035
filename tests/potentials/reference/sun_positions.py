"""Where the sun stands over Eschwege at 2,008 random daylight instants of 2020-2029, as astropy sees it.

Prints what sun_positions.csv holds: /usr/bin/python3 sun_positions.py > sun_positions.csv (astropy 5.2.1).
Elevation and azimuth are geometric (no refraction), in degrees.
"""

import random
import warnings

import astropy.units as u
from astropy.coordinates import AltAz, EarthLocation, get_sun
from astropy.time import Time, TimeDelta
from astropy.utils import iers

iers.conf.auto_download = False
iers.conf.iers_degraded_accuracy = "warn"
warnings.simplefilter("ignore")

random.seed(2008)
minutes = sorted(random.sample(range(10 * 365 * 24 * 60), 8000))
place = EarthLocation(lat=51.187 * u.deg, lon=10.053 * u.deg, height=170 * u.m)
times = Time("2020-01-01T00:00:00", scale="utc") + TimeDelta([60.0 * m for m in minutes], format="sec")
seen = get_sun(times).transform_to(AltAz(obstime=times, location=place))
daylight = [(m, s.alt.deg, s.az.deg) for m, s in zip(minutes, seen) if s.alt.deg > 0]
print("minutes after 2020-01-01 00:00 UTC;elevation;azimuth")
for minute, elevation, azimuth in sorted(random.sample(daylight, 2008)):
    print(f"{minute};{elevation:.4f};{azimuth:.4f}")
