//! Small dense systems of linear equations, for Newton steps.

/// Solves `matrix * x = right` by elimination with row exchange; `None` where the matrix is singular or not square.
/// Cost: cubic.
// Elimination walks rows and columns of a square that was checked on entry.
#[allow(clippy::indexing_slicing)]
pub fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    if matrix.len() != n || matrix.iter().any(|row| row.len() != n) {
        return None;
    }
    let scale = matrix.iter().flatten().fold(0.0f64, |most, x| most.max(x.abs()));
    for column in 0..n {
        let pivot =
            (column..n).max_by(|a, b| matrix[*a][column].abs().total_cmp(&matrix[*b][column].abs()))?;
        if matrix[pivot][column].abs() <= 1e-13 * scale || !matrix[pivot][column].is_finite() {
            return None;
        }
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        let (above, below) = matrix.split_at_mut(column + 1);
        let lead = &above[column];
        for (offset, row) in below.iter_mut().enumerate() {
            let factor = row[column] / lead[column];
            if factor != 0.0 {
                for (x, y) in row.iter_mut().zip(lead).skip(column) {
                    *x -= factor * y;
                }
                right[column + 1 + offset] -= factor * right[column];
            }
        }
    }
    for column in (0..n).rev() {
        let known: f64 = (column + 1..n).map(|k| matrix[column][k] * right[k]).sum();
        right[column] = (right[column] - known) / matrix[column][column];
    }
    right.iter().all(|x| x.is_finite()).then_some(right)
}

/// The inverse of a matrix, column by column; `None` where it is singular.
pub fn inverse(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let n = matrix.len();
    let unit = |place: usize| (0..n).map(|i| f64::from(u8::from(i == place))).collect::<Vec<_>>();
    // Rows of the answer are columns of the inverse; for the symmetric matrices met here they are the same.
    (0..n).map(|place| solve(matrix.to_vec(), unit(place))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_by_hand() {
        // x + 2y = 5, 3x - y = 1: x = 1, y = 2.
        let x = solve(vec![vec![1.0, 2.0], vec![3.0, -1.0]], vec![5.0, 1.0]).unwrap();
        assert!((x[0] - 1.0).abs() < 1e-12 && (x[1] - 2.0).abs() < 1e-12);
        assert_eq!(solve(vec![vec![1.0, 2.0], vec![2.0, 4.0]], vec![1.0, 2.0]), None);
        assert_eq!(solve(vec![vec![1.0]], vec![1.0, 2.0]), None);
    }
}
